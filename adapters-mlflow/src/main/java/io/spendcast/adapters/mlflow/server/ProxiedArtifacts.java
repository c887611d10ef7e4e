package io.spendcast.adapters.mlflow.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.adapters.mlflow.http.ServerAddress;
import io.spendcast.domain.RelativePath;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Files that the tracking server itself hands in and out. */
final class ProxiedArtifacts implements Artifacts {
  private static final String SCHEME = "mlflow-artifacts:";
  private static final String API = "/api/2.0/mlflow-artifacts/artifacts";

  private final HttpCalls server;
  private final String root;

  ProxiedArtifacts(String location, HttpCalls server, ServerAddress address) {
    URI uri = URI.create(location);
    if (uri.getAuthority() != null && !address.isAt(uri)) {
      throw MlflowErrors.refused(
          "use the files at " + location,
          "they are on another server than " + address,
          "Set tracking.uri and registry.uri to that server.");
    }
    this.server = server;
    this.root = uri.getPath().replaceAll("^/+|/+$", "");
  }

  static boolean isOne(String location) {
    return location.startsWith(SCHEME);
  }

  @Override
  public void put(String path, Path file) throws IOException {
    server.upload(resource(path), file);
  }

  @Override
  public void put(String path, String text) throws IOException {
    server.upload(resource(path), text);
  }

  @Override
  public String text(String path) throws IOException {
    return server.read(resource(path));
  }

  @Override
  public Map<String, Long> sizes() throws IOException {
    Map<String, Long> sizes = new TreeMap<>();
    addSizes("", sizes);
    return sizes;
  }

  private void addSizes(String directory, Map<String, Long> sizes) throws IOException {
    JsonNode files = server.list(API, Map.of("path", root + "/" + directory)).path("files");
    for (JsonNode file : files) {
      // MLflow gives the last part of the path.
      String path = new RelativePath(directory + file.path("path").asText()).value();
      if (file.path("is_dir").asBoolean()) {
        addSizes(path + "/", sizes);
      } else {
        sizes.put(path, file.path("file_size").asLong());
      }
    }
  }

  @Override
  public void fetch(String path, long bytes, Path target) throws IOException {
    server.download(resource(path), bytes, target);
  }

  private String resource(String path) {
    return API + "/" + root + "/" + new RelativePath(path);
  }
}
