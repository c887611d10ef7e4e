package io.spendcast.adapters.spark.training.learner;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.training.Algorithm;
import io.spendcast.domain.training.Hyperparameters;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The hyperparameters in effect: those given over the learner's defaults.
 *
 * @param algorithm whose they are
 * @param values text by name
 */
public record Settings(Algorithm algorithm, Map<String, String> values) {
  /** Merges; {@code INVALID} for a name that the learner does not know. */
  public static Settings merge(
      Algorithm algorithm, Map<String, String> defaults, Hyperparameters given) {
    Map<String, String> merged = new TreeMap<>(defaults);
    for (Map.Entry<String, String> entry : given.values().entrySet()) {
      if (!defaults.containsKey(entry.getKey())) {
        throw unknown(algorithm, entry.getKey(), defaults);
      }
      merged.put(entry.getKey(), entry.getValue());
    }
    return new Settings(algorithm, merged);
  }

  private static SpendcastException unknown(
      Algorithm algorithm, String name, Map<String, String> defaults) {
    String hint =
        defaults.keySet().stream()
            .min(Comparator.comparingInt((String known) -> distance(name, known)))
            .map(
                nearest ->
                    "Did you mean %s? It knows %s."
                        .formatted(nearest, String.join(", ", new TreeMap<>(defaults).keySet())))
            .orElse("Leave it out.");
    return new SpendcastException(
        Kind.INVALID,
        "Cannot train %s: it has no hyperparameter %s.".formatted(algorithm.label(), name),
        hint);
  }

  int integer(String name) {
    return read(name, "a whole number", Integer::parseInt);
  }

  double number(String name) {
    return read(name, "a number", Double::parseDouble);
  }

  String text(String name) {
    return values.get(name);
  }

  private <T> T read(String name, String wanted, Function<String, T> parse) {
    try {
      return parse.apply(values.get(name));
    } catch (NumberFormatException e) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot train %s: the hyperparameter %s must be %s, not \"%s\"."
              .formatted(algorithm.label(), name, wanted, values.get(name)),
          "Correct it.",
          e);
    }
  }

  /** Edit distance of Levenshtein. */
  private static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
