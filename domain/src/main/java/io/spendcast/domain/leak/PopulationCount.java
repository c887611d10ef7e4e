package io.spendcast.domain.leak;

/**
 * Who is in the feature table at an as-of date, and who belongs there by the rule: at least one
 * order that had happened and was known before it.
 *
 * @param rows rows of the table
 * @param byRule customers who belong there
 * @param onlyInTable customers of the table who do not belong there
 * @param onlyByRule customers who belong there and are not in it
 */
public record PopulationCount(long rows, long byRule, long onlyInTable, long onlyByRule) {
  /** Whether the table has exactly one row for everybody who belongs there. */
  boolean isExact() {
    return onlyInTable == 0 && onlyByRule == 0 && rows == byRule;
  }
}
