package io.spendcast.domain.tracking;

/**
 * A text file that goes with a run.
 *
 * @param path relative to the run's artifact root, such as {@code evaluation/metrics.json}
 * @param text its content, UTF-8
 */
public record Artifact(String path, String text) {
  /** Checks that the path stays inside the run. */
  public Artifact {
    if (path.isBlank() || path.startsWith("/") || path.contains("..")) {
      throw new IllegalArgumentException("artifact path must stay inside the run, not " + path);
    }
  }
}
