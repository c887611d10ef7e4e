package io.spendcast.testkit;

import io.spendcast.domain.proposal.sample.SourceScout;
import java.util.List;

final class InMemorySourceScoutTest extends SourceScoutContract {
  private final InMemorySourceScout scout = new InMemorySourceScout();

  @Override
  protected SourceScout scout() {
    return scout;
  }

  @Override
  protected String place(String name, List<String> columns, List<List<String>> rows) {
    scout.put(name, columns, rows);
    return name;
  }

  @Override
  protected String nowhere() {
    return "nowhere";
  }
}
