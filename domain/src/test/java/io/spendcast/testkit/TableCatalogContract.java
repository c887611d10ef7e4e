package io.spendcast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.DateWindow;
import io.spendcast.domain.TableCatalog;
import io.spendcast.domain.TableName;
import io.spendcast.domain.TableVersion;
import org.junit.jupiter.api.Test;

/** What every {@link TableCatalog} does. */
public abstract class TableCatalogContract {
  /** The lake that the catalog looks into; the same in the whole test. */
  protected abstract TestLake lake();

  /** A catalog of the lake. */
  protected abstract TableCatalog catalog();

  private TableVersion written() {
    DateWindow days = new DateWindow(SalesFixture.OPENING, SalesFixture.OPENING.plusYears(4));
    return lake().sales(SalesFixture.sales(2, 7), days).tables().get(0).table();
  }

  @Test
  void knows_a_version_that_was_written() {
    TableVersion written = written();
    assertThat(catalog().exists(written)).isTrue();
  }

  @Test
  void does_not_know_a_version_that_is_yet_to_come() {
    TableVersion written = written();
    assertThat(catalog().exists(new TableVersion(written.table(), written.version() + 1)))
        .isFalse();
  }

  @Test
  void does_not_know_a_table_that_nobody_wrote() {
    assertThat(catalog().exists(new TableVersion(new TableName("raw/never/written"), 0))).isFalse();
  }
}
