package io.spendcast.adapters.databricks;

import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.reading;
import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.repeating;

import io.spendcast.adapters.databricks.workspace.Content;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.adapters.databricks.workspace.WorkspaceFiles;
import java.util.List;
import java.util.stream.Stream;

/**
 * Brings what a job reads to the volume. Each file's name says its content, so that one that is
 * there whole stays; a half one is written again.
 */
final class JobFiles {
  private final WorkspaceFiles files;

  JobFiles(Workspace workspace) {
    this.files = new WorkspaceFiles(workspace);
  }

  void upload(JobRendering job) {
    DeployableJar jar = job.jar();
    jar.local().ifPresent(file -> upload("the jar", Content.of(file), jar.path()));
    job.taskSettings()
        .ifPresent(
            settings ->
                upload(
                    "the settings", Content.of(settings.text()), settings.path(job.volumePath())));
  }

  private void upload(String what, Content content, String path) {
    String operation = "upload %s to %s".formatted(what, path);
    if (!reading(operation, () -> files.isThere(content, path))) {
      files.upload(operation, content, path);
    }
  }

  /** What deployments of the job brought, now and earlier. */
  List<String> uploaded(JobRendering job) {
    return Stream.concat(
            paths(job.volumePath() + "/" + DeployableJar.FOLDER)
                .filter(path -> DeployableJar.isOf(job.name(), name(path))),
            paths(job.volumePath() + "/" + TaskSettings.FOLDER)
                .filter(path -> TaskSettings.isOf(job.name(), name(path))))
        .toList();
  }

  private Stream<String> paths(String folder) {
    return reading("list " + folder, () -> files.paths(folder)).stream().sorted();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Deletes what was uploaded. */
  void delete(List<String> paths) {
    paths.forEach(path -> repeating("delete " + path, () -> files.delete(path)));
  }
}
