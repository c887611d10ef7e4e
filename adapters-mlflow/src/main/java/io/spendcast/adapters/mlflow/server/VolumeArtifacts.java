package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.ServerRefusal;
import io.spendcast.domain.RelativePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Files in a volume of a Databricks workspace, by its Files API, from where none is mounted. */
final class VolumeArtifacts implements Artifacts {
  private static final String FILES = "/api/2.0/fs/files";
  private static final String DIRECTORIES = "/api/2.0/fs/directories";

  private final String root;
  private final HttpCalls workspace;

  VolumeArtifacts(String directory, HttpCalls workspace) {
    this.root = directory.replaceAll("/+$", "");
    this.workspace = workspace;
  }

  @Override
  public void put(String path, Path file) throws IOException {
    makeFolder(path);
    workspace.overwrite(file(path), file);
  }

  @Override
  public void put(String path, String text) throws IOException {
    makeFolder(path);
    workspace.overwrite(file(path), text);
  }

  /** With all above it; one that is there stays. */
  private void makeFolder(String path) throws IOException {
    String file = root + "/" + new RelativePath(path);
    workspace.upload(DIRECTORIES + file.substring(0, file.lastIndexOf('/')), "");
  }

  @Override
  public String text(String path) throws IOException {
    return workspace.read(file(path));
  }

  @Override
  public Map<String, Long> sizes() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    try {
      addSizes("", sizes);
    } catch (ServerRefusal e) {
      if (!e.isAbsence()) {
        throw e;
      }
    }
    return sizes;
  }

  private void addSizes(String directory, Map<String, Long> sizes) throws IOException {
    String next = "";
    do {
      JsonNode page =
          workspace.list(
              DIRECTORIES + root + "/" + directory,
              next.isEmpty() ? Map.of() : Map.of("page_token", next));
      for (JsonNode entry : page.path("contents")) {
        String path = new RelativePath(directory + entry.path("name").asText()).value();
        if (entry.path("is_directory").asBoolean()) {
          addSizes(path + "/", sizes);
        } else {
          sizes.put(path, entry.path("file_size").asLong());
        }
      }
      next = page.path("next_page_token").asText();
    } while (!next.isEmpty());
  }

  @Override
  public void fetch(String path, long bytes, Path target) throws IOException {
    workspace.download(file(path), bytes, target);
  }

  private String file(String path) {
    return FILES + root + "/" + new RelativePath(path);
  }
}
