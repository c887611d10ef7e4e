package io.spendcast.adapters.mlflow.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.spendcast.adapters.mlflow.format.FileTree;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.domain.RelativePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A directory that appears together with the digests of its files, or not at all. The digests are
 * written first. Whoever takes the lock after a crash takes them back, if the directory is not
 * there: it was never published, and nobody shall miss it.
 */
record Appearance(Store store) {
  private static final JsonMapper JSON = new JsonMapper();

  /** Makes the directory appear; to be used while the store is held alone. */
  void publish(Path scratch, Path target, WrittenFiles files, Map<String, String> sums)
      throws IOException {
    Map<String, String> note =
        Map.of(relative(store.digests(), files.list()), relative(store.root(), target));
    store.write(store.appearing(), JSON.writeValueAsString(note));
    files.write(sums);
    store.publish(scratch, target);
    Files.delete(store.appearing());
  }

  private static String relative(Path directory, Path path) {
    return directory.relativize(path).toString().replace('\\', '/');
  }

  /** Whether somebody began and did not end. */
  boolean isPending() {
    return Files.exists(store.appearing());
  }

  /** Takes the digests back of what never appeared. */
  void finish() throws IOException {
    if (isPending()) {
      for (Map.Entry<String, String> noted : noted().entrySet()) {
        Path list = new RelativePath(noted.getKey()).below(store.digests());
        if (!Files.exists(new RelativePath(noted.getValue()).below(store.root()))) {
          Files.deleteIfExists(list);
          deleteIfEmpty(list.getParent());
        }
      }
      Files.delete(store.appearing());
    }
  }

  private static void deleteIfEmpty(Path directory) throws IOException {
    if (Files.isDirectory(directory) && FileTree.walk(directory).size() == 1) {
      Files.delete(directory);
    }
  }

  private Map<String, String> noted() throws IOException {
    try {
      return JSON.readValue(
          Files.readString(store.appearing()), new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw MlflowErrors.damaged(store.appearing(), "it is not JSON");
    }
  }
}
