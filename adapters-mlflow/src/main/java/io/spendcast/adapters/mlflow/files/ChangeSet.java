package io.spendcast.adapters.mlflow.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RelativePath;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Files of the tree that change together.
 *
 * <p>The intent is written first. Whoever takes the lock after a crash carries it out again, which
 * gives the same files.
 */
final class ChangeSet {
  private static final JsonMapper JSON = new JsonMapper();

  private final Store store;
  private final Path intent;
  private final Map<String, Optional<String>> changes = new LinkedHashMap<>();

  ChangeSet(Store store, Path intent) {
    this.store = store;
    this.intent = intent;
  }

  void write(Path file, String text) {
    changes.put(store.root().relativize(file).toString(), Optional.of(text));
  }

  void delete(Path file) {
    changes.put(store.root().relativize(file).toString(), Optional.empty());
  }

  /** Makes all changes. */
  void commit() throws IOException {
    Map<String, String> text = new LinkedHashMap<>();
    changes.forEach((path, content) -> text.put(path, content.orElse(null)));
    store.write(intent, JSON.writeValueAsString(text));
    try {
      finish();
    } catch (IOException e) {
      throw new SpendcastException(
          Kind.OUTCOME_UNKNOWN,
          "Cannot know whether all changes to " + store.root() + " were made: " + e + ".",
          "Free the disk and look at the models again; what is missing is then made up for.",
          e);
    }
  }

  /** Whether somebody began changes and did not end them. */
  boolean isPending() {
    return Files.exists(intent);
  }

  /** Carries out what was intended before, if a crash or a full disk kept it from being done. */
  void finish() throws IOException {
    if (isPending()) {
      Map<Path, Optional<String>> places = places(intended());
      for (Map.Entry<Path, Optional<String>> change : places.entrySet()) {
        apply(change.getKey(), change.getValue());
      }
      note(places.keySet());
      Files.delete(intent);
    }
  }

  /** What changed by us is not to be taken for somebody else's doing. */
  private void note(Set<Path> changed) throws IOException {
    Path models = store.root().resolve("models");
    Set<Path> folders = new TreeSet<>();
    for (Path file : changed) {
      if (file.startsWith(models)) {
        folders.add(models.resolve(models.relativize(file).getName(0)));
      }
    }
    for (Path folder : folders) {
      WrittenFiles.ofModel(store, folder).write(WrittenFiles.below(folder));
    }
  }

  /** Nothing is done if one of the places is outside of the tree. */
  private Map<Path, Optional<String>> places(Map<String, String> intended) {
    Map<Path, Optional<String>> places = new LinkedHashMap<>();
    intended.forEach(
        (path, text) ->
            places.put(new RelativePath(path).below(store.root()), Optional.ofNullable(text)));
    return places;
  }

  private Map<String, String> intended() throws IOException {
    try {
      return JSON.readValue(
          Files.readString(intent), new TypeReference<LinkedHashMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw MlflowErrors.damaged(intent, "it is not JSON");
    }
  }

  private void apply(Path file, Optional<String> content) throws IOException {
    if (content.isPresent()) {
      store.write(file, content.get());
    } else {
      Files.deleteIfExists(file);
    }
  }
}
