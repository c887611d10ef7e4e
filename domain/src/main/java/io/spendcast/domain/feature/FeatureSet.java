package io.spendcast.domain.feature;

import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.Horizon;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The features of a table, in column order, and the forecast they serve.
 *
 * @param definitions the features; names are unique
 * @param horizon the forecast window that season and label refer to
 */
public record FeatureSet(List<FeatureDefinition> definitions, Horizon horizon)
    implements Serializable {
  /** Counts up whenever a feature of the same definition gets another value. */
  private static final int FORMULAS = 4;

  /** Copies the list and checks the names. */
  public FeatureSet {
    definitions = List.copyOf(definitions);
    Set<String> names = new HashSet<>();
    for (FeatureDefinition definition : definitions) {
      if (!names.add(definition.name())) {
        throw new IllegalArgumentException("feature " + definition.name() + " is defined twice");
      }
    }
  }

  /** All column names, in order. */
  public List<String> names() {
    return definitions.stream().map(FeatureDefinition::name).toList();
  }

  /** Names of the features that models read, in order. */
  public List<String> inputs() {
    return definitions.stream()
        .filter(definition -> definition.use() == FeatureUse.MODEL)
        .map(FeatureDefinition::name)
        .toList();
  }

  /** Of each feature, the same in every set with the same definition, formulas and horizon. */
  public Map<String, Fingerprint> columns() {
    Map<String, Fingerprint> columns = new TreeMap<>();
    definitions.forEach(
        definition ->
            columns.put(
                definition.name(),
                Fingerprint.of(FORMULAS, horizon, definition.withUse(FeatureUse.MODEL))));
    return columns;
  }

  /** Equal for equal definitions, formulas, order and horizon; goes with every table. */
  public Fingerprint fingerprint() {
    return Fingerprint.of(FORMULAS, horizon, definitions);
  }
}
