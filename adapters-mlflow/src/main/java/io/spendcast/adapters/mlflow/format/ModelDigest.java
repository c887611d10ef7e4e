package io.spendcast.adapters.mlflow.format;

import io.spendcast.domain.RelativePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digest of all files of a model, which the registry keeps with the version and not beside the
 * files: a file that was changed, taken away or added makes it another one.
 */
public final class ModelDigest {
  private ModelDigest() {}

  /** Of the files below a directory. */
  public static String of(Path directory) throws IOException {
    Map<String, String> sums = new TreeMap<>();
    for (Path path : FileTree.walk(directory)) {
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        String name = directory.relativize(path).toString().replace('\\', '/');
        sums.put(new RelativePath(name).value(), Checksum.of(path));
      }
    }
    return of(sums);
  }

  /** Of files whose SHA-256 is known, by their paths in the model. */
  public static String of(Map<String, String> sums) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(sums).forEach((path, sum) -> lines.append(sum + "  " + path + "\n"));
    return Checksum.of(lines.toString().getBytes(StandardCharsets.UTF_8));
  }
}
