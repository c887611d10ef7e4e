package io.spendcast.domain.proposal;

import io.spendcast.domain.sales.OwnTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A table as it is proposed to be described.
 *
 * @param table the description
 * @param reasons why, by key of the description, such as {@code columns.date}
 * @param doubts what is unsure
 */
public record ProposedTable(OwnTable table, Map<String, String> reasons, List<Doubt> doubts) {
  /** Copies map and list. */
  public ProposedTable {
    Objects.requireNonNull(table, "table");
    reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    doubts = List.copyOf(doubts);
  }
}
