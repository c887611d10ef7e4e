package io.spendcast.adapters.mlflow.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.domain.registry.Stage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names that point to one version of a model.
 *
 * @param numbers of the versions, by name
 */
public record Aliases(Map<String, Integer> numbers) {
  /** Points to what {@code champion} pointed to before. */
  public static final String PREVIOUS = "previous-champion";

  /** A stage that one version holds has a name of the same meaning. */
  public static final Map<Stage, String> NAMES =
      Map.of(Stage.STAGING, "staging", Stage.PRODUCTION, "champion");

  /** The aliases that a registered model has. */
  public static Aliases parse(JsonNode model) {
    Map<String, Integer> numbers = new HashMap<>();
    for (JsonNode alias : model.path("aliases")) {
      numbers.put(alias.path("alias").asText(), alias.path("version").asInt());
    }
    return new Aliases(numbers);
  }

  public boolean isAt(String name, int number) {
    return Integer.valueOf(number).equals(numbers.get(name));
  }

  /** The stage that the names give to a version. */
  public Optional<Stage> stage(int number) {
    return NAMES.entrySet().stream()
        .filter(name -> isAt(name.getValue(), number))
        .map(Map.Entry::getKey)
        .max(Stage::compareTo);
  }
}
