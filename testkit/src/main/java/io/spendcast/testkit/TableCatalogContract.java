package io.spendcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.TableCatalog;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import io.spendcast.domain.sales.TableIngest;
import org.junit.jupiter.api.Test;

/** What every {@link TableCatalog} does. */
public abstract class TableCatalogContract {
  /** The lake that the catalog looks into; the same in the whole test. */
  protected abstract TestLake lake();

  /** A catalog of the lake. */
  protected abstract TableCatalog catalog();

  private TableIngest written() {
    return written(7);
  }

  private TableIngest written(int seed) {
    DateWindow days = new DateWindow(SalesFixture.OPENING, SalesFixture.OPENING.plusYears(4));
    return lake().sales(SalesFixture.sales(2, seed), days).tables().get(0);
  }

  private boolean holds(TableIngest written) {
    return catalog().holds(written.table(), written.rowsKept());
  }

  @Test
  void holds_a_version_that_was_written() {
    TableIngest written = written();
    assertThat(holds(written)).isTrue();
    assertThat(catalog().holds(written.table())).isTrue();
  }

  @Test
  void still_holds_it_after_we_wrote_the_next_one() {
    TableIngest first = written();
    TableIngest second = written(8);
    assertThat(second.table()).isNotEqualTo(first.table());
    assertThat(holds(first)).isTrue();
    assertThat(holds(second)).isTrue();
  }

  @Test
  void does_not_hold_other_numbers_of_rows() {
    TableIngest written = written();
    assertThat(catalog().holds(written.table(), written.rowsKept() - 1)).isFalse();
    assertThat(catalog().holds(written.table(), 0)).isFalse();
  }

  @Test
  void does_not_hold_a_version_that_is_yet_to_come() {
    TableVersion written = written().table();
    TableVersion next = new TableVersion(written.table(), written.version() + 1, written.id());
    assertThat(catalog().holds(next)).isFalse();
  }

  @Test
  void does_not_hold_a_table_that_nobody_wrote() {
    assertThat(catalog().holds(new TableVersion(new TableName("raw/never/written"), 0))).isFalse();
  }

  @Test
  void does_not_hold_a_table_that_was_removed() {
    TableIngest written = written();
    lake().remove(written.table().table());
    assertThat(holds(written)).isFalse();
    assertThat(catalog().holds(written.table())).isFalse();
  }

  @Test
  void does_not_take_another_table_for_it_that_has_the_same_name_and_version() {
    TableIngest written = written();
    lake().remove(written.table().table());
    TableIngest other = written();
    assertThat(other.table().version()).isEqualTo(written.table().version());
    assertThat(holds(written)).isFalse();
    assertThat(holds(other)).isTrue();
  }

  @Test
  void does_not_hold_a_table_that_somebody_else_emptied() {
    TableIngest written = written();
    lake().empty(written.table().table());
    assertThat(holds(written)).isFalse();
    assertThat(catalog().holds(written.table())).isFalse();
  }

  @Test
  void every_table_has_a_place_of_its_own_whether_or_not_it_is_there() {
    TableName written = written().table().table();
    TableName none = new TableName("raw/never/written");
    assertThat(catalog().place(written)).isEqualTo(catalog().place(written)).isNotBlank();
    assertThat(catalog().place(none)).isNotBlank().isNotEqualTo(catalog().place(written));
  }
}
