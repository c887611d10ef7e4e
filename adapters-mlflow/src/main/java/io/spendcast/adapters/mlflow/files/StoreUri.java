package io.spendcast.adapters.mlflow.files;

import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Understands the URIs by which MLflow names its stores. */
public final class StoreUri {
  private static final String FILE = "file:";

  private StoreUri() {}

  /** The directory that the setting names. */
  public static Path parse(String key, String uri) {
    if (!uri.startsWith(FILE)) {
      throw refused(key, "this version writes the embedded store only, not " + shown(uri));
    }
    String path = decoded(key, uri);
    if (path.startsWith("//")) {
      path = path.substring(2);
      if (!path.startsWith("/")) {
        throw refused(key, "a file URI must not name a host");
      }
    }
    Path root = Path.of(path).toAbsolutePath().normalize();
    if (path.isBlank() || root.getFileName() == null) {
      throw refused(key, "it names no directory");
    }
    return root;
  }

  private static String decoded(String key, String uri) {
    try {
      return new URI(uri.replace(" ", "%20")).getSchemeSpecificPart();
    } catch (URISyntaxException e) {
      throw refused(key, "it is not a URI (" + e.getReason() + ")");
    }
  }

  /** Only the scheme, since the rest may hold a password. */
  private static String shown(String uri) {
    int end = uri.indexOf(':');
    return end < 0 ? "a URI without a scheme" : uri.substring(0, end) + " URIs";
  }

  private static SpendcastException refused(String key, String why) {
    return new SpendcastException(
        Kind.INVALID,
        "Cannot use the value of " + key + ": " + why + ".",
        "Set it to a directory, such as file:./mlruns.");
  }
}
