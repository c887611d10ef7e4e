package io.spendcast.adapters.databricks.registry;

import com.databricks.sdk.service.ml.LoggedModelInfo;
import io.spendcast.adapters.databricks.workspace.DatabricksErrors;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.net.URI;
import java.util.Optional;

/**
 * The models of the workspace's MLflow 3. A run's model is named {@code models:/m-…} there, which
 * is an identity and no place: the workspace knows where its files are.
 */
final class LoggedModels {
  private static final String SCHEME = "models:/";
  private static final String ID = SCHEME + "m-";

  private final Workspace workspace;

  LoggedModels(Workspace workspace) {
    this.workspace = workspace;
  }

  /** The id that a location names, if it names such a model and not files. */
  static Optional<String> id(URI location) {
    String text = location.toString();
    return text.startsWith(ID)
        ? Optional.of(text.substring(SCHEME.length()).replaceAll("/+$", ""))
        : Optional.empty();
  }

  /** Where the files of a location are: its own, unless it names a model. */
  URI files(URI location) {
    return id(location).map(this::artifacts).orElse(location);
  }

  private URI artifacts(String id) {
    LoggedModelInfo info =
        DatabricksErrors.reading(
            "look where the files of the model " + id + " are",
            () -> workspace.retrying().experiments().getLoggedModel(id).getModel().getInfo());
    if (info.getArtifactUri() == null) {
      throw new SpendcastException(
          Kind.INVALID,
          "Cannot use the model %s: the workspace does not say where its files are.".formatted(id),
          "Train it again.");
    }
    return URI.create(info.getArtifactUri());
  }
}
