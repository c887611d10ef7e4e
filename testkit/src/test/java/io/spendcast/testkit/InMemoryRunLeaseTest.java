package io.spendcast.testkit;

import io.spendcast.domain.workflow.RunLease;

class InMemoryRunLeaseTest extends RunLeaseContract {
  private final InMemoryRunLease lease = new InMemoryRunLease();

  @Override
  protected RunLease lease() {
    return lease;
  }
}
