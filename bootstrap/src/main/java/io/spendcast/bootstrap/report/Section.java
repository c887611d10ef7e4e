package io.spendcast.bootstrap.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * A part of the report. What a run has no data for is said in a sentence.
 *
 * @param id unique on the page
 * @param title its heading
 * @param paragraphs what it says
 * @param figures what it shows
 * @param tables further tables
 */
record Section(
    String id, String title, List<String> paragraphs, List<Figure> figures, List<Table> tables) {
  static Section of(String id, String title, String... paragraphs) {
    return new Section(id, title, List.of(paragraphs), List.of(), List.of());
  }

  Section say(String paragraph) {
    return new Section(id, title, and(paragraphs, paragraph), figures, tables);
  }

  Section show(Figure figure) {
    return new Section(id, title, paragraphs, and(figures, figure), tables);
  }

  Section show(Table table) {
    return new Section(id, title, paragraphs, figures, and(tables, table));
  }

  private static <T> List<T> and(List<T> all, T one) {
    return Stream.concat(all.stream(), Stream.of(one)).toList();
  }
}
