package io.spendcast.adapters.mlflow.files;

import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.adapters.mlflow.format.ModelDirectory;
import io.spendcast.domain.SpendcastException;
import io.spendcast.domain.registry.ModelVersion;
import io.spendcast.domain.registry.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was written of a registered model, held against what is there. MLflow's users move stages,
 * set aliases and describe versions, which is theirs to do; they do not change tags of ours.
 */
record WrittenModel(Store store, ModelFolder model) {
  private WrittenFiles files() {
    return WrittenFiles.ofModel(store, model.path());
  }

  /** Notes the model as it is; to be used while the store is held alone. */
  void note() throws IOException {
    files().write(WrittenFiles.below(model.path()));
  }

  List<String> damages() throws IOException {
    List<String> damages = new ArrayList<>();
    try {
      MetaFile.read(model.path().resolve("meta.yaml")).text("name");
      for (ModelVersion version : model.read().orElseThrow().versions()) {
        if (version.stage() != Stage.ARCHIVED) {
          ModelDirectory.requireComplete(version.artifact());
          ModelDirectory.requireUnchanged(version);
        }
      }
    } catch (SpendcastException e) {
      damages.add(e.problem());
    } catch (IOException e) {
      damages.add(e.toString());
    }
    for (Map.Entry<String, String> file : known().entrySet()) {
      if (isOurs(file.getKey())) {
        WrittenFiles.difference(model.path(), file.getKey(), file.getValue())
            .ifPresent(damages::add);
      }
    }
    return damages;
  }

  List<String> remarks() throws IOException {
    List<String> remarks = new ArrayList<>();
    Optional<Map<String, String>> known = files().read();
    if (known.isEmpty()) {
      remarks.add("nobody knows the digests of its files");
    }
    for (Map.Entry<String, String> file : known().entrySet()) {
      if (!isOurs(file.getKey())) {
        WrittenFiles.difference(model.path(), file.getKey(), file.getValue())
            .map(difference -> difference + ", not by Spendcast")
            .ifPresent(remarks::add);
      }
    }
    return remarks;
  }

  private Map<String, String> known() throws IOException {
    return files().read().orElse(Map.of());
  }

  private static boolean isOurs(String path) {
    return path.contains("/tags/spendcast.");
  }
}
