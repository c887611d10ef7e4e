package io.spendcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.audit.TableAudit;
import io.spendcast.domain.audit.TableState;
import io.spendcast.domain.sales.TableIngest;
import org.junit.jupiter.api.Test;

/** What every {@link TableAudit} does. */
public abstract class TableAuditContract {
  private static final TableName NEVER = new TableName("raw/never/written");

  /** The lake that is looked at; the same in the whole test. */
  protected abstract TestLake lake();

  /** An audit of the lake. */
  protected abstract TableAudit audit();

  private TableIngest written(int seed) {
    DateWindow days = new DateWindow(SalesFixture.OPENING, SalesFixture.OPENING.plusYears(4));
    return lake().sales(SalesFixture.sales(2, seed), days).tables().get(0);
  }

  @Test
  void a_table_that_was_written_is_whole_and_has_its_rows() {
    TableIngest written = written(7);
    TableState state = audit().inspect(written.table());
    assertThat(state.damages()).isEmpty();
    assertThat(state.remarks()).isEmpty();
    assertThat(state.rows()).hasValue(written.rowsKept());
    assertThat(audit().inspect(written.table().table())).isEqualTo(state);
    assertThat(audit().glance(written.table().table())).isEmpty();
  }

  @Test
  void nothing_is_wrong_with_a_table_that_never_was() {
    assertThat(audit().glance(NEVER)).isEmpty();
  }

  @Test
  void an_earlier_version_is_whole_too_and_has_its_own_rows() {
    TableIngest first = written(7);
    written(8);
    assertThat(audit().inspect(first.table()).damages()).isEmpty();
    assertThat(audit().inspect(first.table()).rows()).hasValue(first.rowsKept());
  }

  @Test
  void a_table_that_is_gone_is_damaged() {
    TableIngest written = written(7);
    lake().remove(written.table().table());
    assertThat(audit().inspect(written.table()).damages()).isNotEmpty();
    assertThat(audit().inspect(written.table()).rows()).isEmpty();
    assertThat(audit().inspect(NEVER).damages()).isNotEmpty();
  }

  @Test
  void another_table_of_the_same_name_is_not_the_one_that_was_written() {
    TableIngest written = written(7);
    lake().remove(written.table().table());
    written(8);
    assertThat(audit().inspect(written.table()).damages()).isNotEmpty();
    assertThat(audit().inspect(written.table().table()).damages()).isEmpty();
  }

  @Test
  void a_table_that_somebody_else_emptied_is_damaged() {
    TableIngest written = written(7);
    lake().empty(written.table().table());
    assertThat(audit().inspect(written.table()).damages()).isNotEmpty();
  }

  @Test
  void what_is_set_aside_is_gone_and_can_be_made_again() {
    TableIngest written = written(7);
    TableVersion table = written.table();
    assertThat(audit().setAside(table.table())).isNotEmpty();
    assertThat(audit().inspect(table).damages()).isNotEmpty();
    TableIngest again = written(7);
    assertThat(again.table().id()).isNotEqualTo(table.id());
    assertThat(audit().inspect(again.table()).rows()).hasValue(written.rowsKept());
    assertThat(audit().inspect(again.table()).damages()).isEmpty();
  }
}
