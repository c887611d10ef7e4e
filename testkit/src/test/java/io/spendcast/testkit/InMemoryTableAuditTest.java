package io.spendcast.testkit;

import io.spendcast.domain.audit.TableAudit;

class InMemoryTableAuditTest extends TableAuditContract {
  private final InMemoryLake lake = new InMemoryLake();

  @Override
  protected TestLake lake() {
    return lake;
  }

  @Override
  protected TableAudit audit() {
    return new InMemoryTableAudit(lake);
  }
}
