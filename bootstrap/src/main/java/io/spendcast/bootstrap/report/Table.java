package io.spendcast.bootstrap.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of the report: the first column names the row.
 *
 * @param caption what it shows
 * @param headings one per column
 * @param rows the rows
 */
record Table(String caption, List<Heading> headings, List<Row> rows) {
  /** A column holds numbers, unless its heading ends in a colon. */
  static Table of(String caption, String... headings) {
    List<Heading> columns = new ArrayList<>();
    for (String heading : headings) {
      boolean isText = columns.isEmpty() || heading.endsWith(":");
      columns.add(
          new Heading(
              heading.replaceAll(":$", "").replace(" %", "\u00a0%"), isText ? "text" : "number"));
    }
    return new Table(caption, columns, new ArrayList<>());
  }

  Table add(String... cells) {
    return add("", cells);
  }

  /**
   * Adds a row.
   *
   * @param mark what is special about it, as a class of the style sheet; may be empty
   */
  Table add(String mark, String[] cells) {
    rows.add(
        new Row(
            mark,
            cells[0],
            IntStream.range(1, cells.length)
                .mapToObj(i -> new Cell(headings.get(i).kind(), headings.get(i).text(), cells[i]))
                .toList()));
    return this;
  }

  /** A column's heading; kind is text or number. */
  record Heading(String text, String kind) {}

  /** A row; its name stands first. */
  record Row(String mark, String name, List<Cell> cells) {}

  /** One cell, with the heading of its column. */
  record Cell(String kind, String heading, String text) {}
}
