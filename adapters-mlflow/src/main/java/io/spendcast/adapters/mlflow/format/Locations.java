package io.spendcast.adapters.mlflow.format;

import java.net.URI;
import java.nio.file.Path;

/** Locations as MLflow writes them: without a slash at their end. */
public final class Locations {
  private Locations() {}

  /** The location of a directory of this machine. */
  public static String of(Path directory) {
    String uri = directory.toAbsolutePath().normalize().toUri().toString();
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  /** The location of a directory as the domain has it, to resolve names against. */
  public static URI directory(String location) {
    return URI.create(location.endsWith("/") ? location : location + "/");
  }
}
