package io.spendcast.adapters.mlflow.format;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A model of MLflow 3, which stands beside the run that made it.
 *
 * @param id such as {@code m-} and 32 digits
 * @param artifacts where its files are
 */
public record LoggedModel(String id, String artifacts) {
  private static final String SCHEME = "models:/";

  public static LoggedModel parse(JsonNode model) {
    JsonNode info = model.path("info");
    return new LoggedModel(info.path("model_id").asText(), info.path("artifact_uri").asText());
  }

  /** Whether the location names such a model and not a version of a registered one. */
  public static boolean isOne(String location) {
    return location.startsWith(SCHEME + "m-");
  }

  /** The id in such a location. */
  public static String id(String location) {
    return location.substring(SCHEME.length()).replaceAll("/+$", "");
  }

  /** How Python and the registry name the model with this id. */
  public static String location(String id) {
    return SCHEME + id;
  }
}
