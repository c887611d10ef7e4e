package io.spendcast.testkit;

import io.spendcast.domain.sales.DataSets;
import io.spendcast.domain.sales.WrittenTable;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

final class InMemoryDataSetsTest extends DataSetsContract {
  private final InMemoryDataSets dataSets = new InMemoryDataSets();

  @Override
  protected DataSets dataSets() {
    return dataSets;
  }

  @Override
  protected String directory(String name) {
    return name;
  }

  @Override
  protected Map<String, Long> content(String directory) {
    return dataSets.at(directory).stream()
        .collect(Collectors.toMap(WrittenTable::table, WrittenTable::rows));
  }

  @Override
  protected List<String> directories() {
    return dataSets.directories();
  }
}
