package io.spendcast.adapters.spark.ingest.files;

import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/** Finds what links in a local folder would make count more than once. Other places have none. */
public final class Links {
  private final Map<String, Path> files = new HashMap<>();

  /** Refuses a folder that a link leads back to from within: its files would never end. */
  public static void requireNoLoop(Path folder) throws IOException {
    if (!isLocal(folder)) {
      return;
    }
    String real = real(folder);
    for (Path above = folder.getParent(); above != null; above = above.getParent()) {
      if (real(above).equals(real)) {
        throw Unreadable.because(
            folder.toString(),
            "it is a link back to %s, so the files there would count again and again"
                .formatted(above),
            "Remove the link");
      }
    }
  }

  /** Refuses a file that was named before by another name: its rows would count twice. */
  void requireNew(Path file) throws IOException {
    Path earlier = isLocal(file) ? files.putIfAbsent(real(file), file) : null;
    if (earlier != null) {
      throw Unreadable.because(
          file.toString(),
          "a link makes it the same file as %s, so its rows would count twice".formatted(earlier),
          "Remove the link");
    }
  }

  private static boolean isLocal(Path path) {
    return "file".equals(path.toUri().getScheme());
  }

  private static String real(Path path) throws IOException {
    return new File(path.toUri().getPath()).getCanonicalPath();
  }
}
