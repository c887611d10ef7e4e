package io.spendcast.adapters.spark.ingest.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;

/** Walks through a partition group by group and checks each group as a whole. */
final class GroupedRows implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final RowRules rules;
  private Row ahead;
  private Iterator<Row> checked = Collections.emptyIterator();

  GroupedRows(Iterator<Row> rows, RowRules rules) {
    this.rows = rows;
    this.rules = rules;
    this.ahead = following();
  }

  private Row following() {
    return rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    return checked.hasNext() || ahead != null;
  }

  @Override
  public Row next() {
    if (!checked.hasNext()) {
      checked = rules.checked(nextGroup()).iterator();
    }
    return checked.next();
  }

  private List<Row> nextGroup() {
    List<Row> group = new ArrayList<>();
    Object shared = rules.group(ahead);
    while (ahead != null && Objects.equals(shared, rules.group(ahead))) {
      group.add(ahead);
      ahead = following();
    }
    return group;
  }
}
