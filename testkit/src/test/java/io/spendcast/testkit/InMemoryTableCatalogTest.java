package io.spendcast.testkit;

import io.spendcast.domain.TableCatalog;

class InMemoryTableCatalogTest extends TableCatalogContract {
  private final InMemoryLake lake = new InMemoryLake();

  @Override
  protected TestLake lake() {
    return lake;
  }

  @Override
  protected TableCatalog catalog() {
    return new InMemoryTableCatalog(lake);
  }
}
