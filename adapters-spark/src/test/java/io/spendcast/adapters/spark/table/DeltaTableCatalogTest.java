package io.spendcast.adapters.spark.table;

import io.spendcast.domain.TableCatalog;
import io.spendcast.testkit.TableCatalogContract;
import io.spendcast.testkit.TestLake;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DeltaTableCatalogTest extends TableCatalogContract {
  @TempDir Path directory;

  @Override
  protected TestLake lake() {
    return new DeltaTestLake(opened());
  }

  @Override
  protected TableCatalog catalog() {
    return new DeltaTableCatalog(opened());
  }

  private Lake opened() {
    return new Lake(TestSession.session(), directory.toString());
  }
}
