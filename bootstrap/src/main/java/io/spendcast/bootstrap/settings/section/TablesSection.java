package io.spendcast.bootstrap.settings.section;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.domain.sales.OwnTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A retailer's own tables.
 *
 * @param entries the tables, in order
 */
public record TablesSection(List<OwnTable> entries) {
  /** No tables. */
  public static final TablesSection NONE = new TablesSection(List.of());

  /** Copies the list. */
  public TablesSection {
    entries = List.copyOf(entries);
  }

  /** Reads the list of entries; what is wrong with any of them is reported together. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static TablesSection of(JsonNode list) {
    Rules rules = new Rules();
    List<OwnTable> tables = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String label = label(list, i);
      rules.require(!isUsed(list, i), label + ".name", "be used once", name(list, i));
      new TableEntry(new EntryNode(label, list.get(i), rules)).table().ifPresent(tables::add);
    }
    rules.check();
    return new TablesSection(tables);
  }

  /** How an entry is called in problems: by its name if that is its own, or else by its place. */
  public static String label(JsonNode list, int index) {
    boolean named = !name(list, index).isEmpty() && !isUsed(list, index);
    return "[%s]".formatted(named ? name(list, index) : index);
  }

  private static String name(JsonNode list, int index) {
    return list.get(index).path("name").asText();
  }

  private static boolean isUsed(JsonNode list, int index) {
    return !name(list, index).isEmpty()
        && IntStream.range(0, index).anyMatch(i -> name(list, i).equals(name(list, index)));
  }
}
