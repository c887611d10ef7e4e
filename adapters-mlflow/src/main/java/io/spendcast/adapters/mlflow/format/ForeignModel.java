package io.spendcast.adapters.mlflow.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.training.ModelArtifact;
import io.spendcast.domain.training.ModelFormat;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A model that somebody else logged, such as Python's XGBoost.
 *
 * @param mlmodel its description
 */
record ForeignModel(MetaFile mlmodel) {
  /** Fingerprint of a model without one; matches no feature table. */
  private static final Fingerprint UNKNOWN = Fingerprint.of("nobody told the feature set");

  private static final JsonMapper JSON = new JsonMapper();

  /** What is needed to score with it; its features are those that its metadata names. */
  ModelArtifact at(URI location) {
    if (!(mlmodel.values().get("flavors") instanceof Map<?, ?> flavors)
        || !(flavors.get("xgboost") instanceof Map<?, ?> booster)
        || !Flavors.XGBOOST_DATA.equals(booster.get("data"))) {
      throw MlflowErrors.damaged(
          mlmodel.file(), "it is neither Spendcast's nor a booster in model.ubj");
    }
    return new ModelArtifact(location, ModelFormat.XGBOOST_BOOSTER, inputs(), features());
  }

  private List<String> inputs() {
    if (!(mlmodel.values().get("signature") instanceof Map<?, ?> signature)
        || !(signature.get("inputs") instanceof String columns)) {
      throw MlflowErrors.damaged(mlmodel.file(), "it has no signature that names its inputs");
    }
    try {
      List<String> names = new ArrayList<>();
      for (JsonNode column : JSON.readTree(columns)) {
        names.add(column.path("name").asText());
      }
      return names;
    } catch (JsonProcessingException e) {
      throw MlflowErrors.damaged(mlmodel.file(), "its signature is not JSON");
    }
  }

  private Fingerprint features() {
    return mlmodel.values().get("metadata") instanceof Map<?, ?> metadata
            && metadata.get("feature_fingerprint") instanceof String fingerprint
        ? new Fingerprint(fingerprint)
        : UNKNOWN;
  }
}
