package io.spendcast.adapters.spark.ingest;

import io.trino.tpcds.Session;
import io.trino.tpcds.Table;
import io.trino.tpcds.row.TableRow;
import io.trino.tpcds.row.generator.RowGenerator;
import io.trino.tpcds.row.generator.RowGeneratorResult;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The rows of a TPC-DS table that stem from a range of its source rows: for sales and returns, from
 * a range of tickets. The library's own chunks never split fewer than a million of them.
 */
final class GeneratedLines implements Iterator<TableRow> {
  private final Session session;
  private final RowGenerator generator;
  private final RowGenerator parent;
  private final RowGenerator child;
  private final List<RowGenerator> generators = new ArrayList<>();
  private final long last;
  private long row;
  private Iterator<TableRow> lines = List.<TableRow>of().iterator();

  /**
   * The rows of one range.
   *
   * @param first the first source row, counted from 1
   * @param last the last source row, which is part of the range
   */
  GeneratedLines(Table table, double scale, long first, long last) {
    this.session = Session.getDefaultSession().withScale(scale).withTable(table);
    this.row = first;
    this.last = last;
    this.generator = started(table, first);
    this.parent = table.isChild() ? started(table.getParent(), first) : null;
    this.child = table.hasChild() ? started(table.getChild(), first) : null;
  }

  private RowGenerator started(Table table, long first) {
    try {
      RowGenerator made = table.getRowGeneratorClass().getDeclaredConstructor().newInstance();
      made.skipRowsUntilStartingRowNumber(first);
      generators.add(made);
      return made;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no generator for " + table, e);
    }
  }

  @Override
  public boolean hasNext() {
    while (!lines.hasNext() && row <= last) {
      RowGeneratorResult result = generator.generateRowAndChildRows(row, session, parent, child);
      lines = result.getRowAndChildRows().iterator();
      if (result.shouldEndRow()) {
        generators.forEach(RowGenerator::consumeRemainingSeedsForRow);
        row++;
      }
    }
    return lines.hasNext();
  }

  @Override
  public TableRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return lines.next();
  }
}
