package io.spendcast.adapters.databricks;

import static io.spendcast.adapters.databricks.DatabricksErrors.reading;

import java.nio.file.Path;

/**
 * Brings the jar to the volume. Its name tells its content, so that one that is there whole stays;
 * a half one is written again.
 */
final class JarUpload {
  private final WorkspaceFiles files;

  JarUpload(Workspace workspace) {
    this.files = new WorkspaceFiles(workspace);
  }

  void upload(DeployableJar jar) {
    jar.local().ifPresent(file -> upload(file, jar.path()));
  }

  private void upload(Path file, String path) {
    String operation = "upload the jar to " + path;
    if (!reading(operation, () -> files.isThere(file, path))) {
      files.upload(operation, file, path);
    }
  }
}
