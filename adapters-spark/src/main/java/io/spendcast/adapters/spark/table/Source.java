package io.spendcast.adapters.spark.table;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.TableName;
import java.util.Map;
import java.util.Optional;

/**
 * Where the content of a raw table came from. Every raw table carries it as a property, so that
 * tables of two sources never mix.
 *
 * @param name the source with all that decides its content, such as {@code tpcds scale 0.1}
 */
public record Source(String name) {
  private static final String PROPERTY = "spendcast.source";

  /** The properties of a table that comes from this source; it says which of its rows change. */
  public Map<String, String> properties() {
    return Map.of(PROPERTY, name, "delta.enableChangeDataFeed", "true");
  }

  /** Whether a table exists and came from this source. */
  public boolean isOf(Lake lake, TableName table) {
    return lake.property(table, PROPERTY).filter(name::equals).isPresent();
  }

  /** Refuses a table that exists and came from another source. */
  public void requireOf(Lake lake, TableName table) {
    Optional<String> other =
        lake.latest(table).map(found -> lake.property(table, PROPERTY).orElse("somewhere else"));
    if (other.isPresent() && !other.get().equals(name)) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot use %s: it came from %s, not from %s."
              .formatted(lake.path(table), other.get(), name),
          "Give this source another source.name or another lake, or delete the lake %s."
              .formatted(lake.root()));
    }
  }
}
