package io.spendcast.adapters.databricks.registry;

import static io.spendcast.adapters.databricks.workspace.DatabricksErrors.reading;

import com.databricks.sdk.core.DatabricksError;
import com.fasterxml.jackson.databind.JsonNode;
import io.spendcast.adapters.databricks.workspace.Content;
import io.spendcast.adapters.databricks.workspace.DatabricksErrors;
import io.spendcast.adapters.databricks.workspace.Workspace;
import io.spendcast.adapters.databricks.workspace.WorkspaceFiles;
import io.spendcast.domain.Kind;
import io.spendcast.domain.RelativePath;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings the files of a version to Unity Catalog's storage, by the Files API, or by presigned
 * addresses where the workspace says so. Storage of the clouds is never spoken to with vended
 * tokens, which Databricks is about to block.
 */
final class ModelUpload {
  private static final String DEFAULT_STORAGE = "DEFAULT_STORAGE";
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration TO_ANSWER = Duration.ofSeconds(60);
  private static final long SLOWEST_BYTES_PER_SECOND = 1_000_000;
  private static final HttpClient PRESIGNED =
      HttpClient.newBuilder().connectTimeout(TO_CONNECT).build();

  private final UnityCatalogCalls calls;
  private final String model;
  private final int number;
  private final WorkspaceFiles files;

  ModelUpload(Workspace workspace, UnityCatalogCalls calls, String model, int number) {
    this.calls = calls;
    this.model = model;
    this.number = number;
    this.files = new WorkspaceFiles(workspace);
  }

  private String root() {
    return "/Models/%s/%s".formatted(model.replace('.', '/'), number);
  }

  private String operation() {
    return "upload version %s of the model %s".formatted(number, model);
  }

  void upload(Path directory) {
    Map<String, Path> content = ModelContent.files(directory);
    boolean presigned = reading(operation(), this::isPresigned);
    Map<String, Long> there = reading(operation(), () -> files.sizes(root()));
    content.forEach(
        (name, file) -> {
          // What a cut left whole need not be sent again; the digest is looked at when it is read.
          if (!Long.valueOf(size(file)).equals(there.get(name))) {
            put(name, file, presigned);
          }
        });
    requireArrived(content);
  }

  private boolean isPresigned() {
    return !calls.takesFiles(model) && calls.storageMode(model, number).equals(DEFAULT_STORAGE);
  }

  private void put(String name, Path file, boolean presigned) {
    String path = root() + "/" + name;
    if (presigned) {
      JsonNode address = reading(operation(), () -> calls.uploadUrl(path));
      reading(
          operation(),
          () -> {
            files.persistently(() -> putPresigned(address, file));
            return path;
          });
    } else {
      files.upload(operation(), Content.of(file), path);
    }
  }

  /** The address carries its own right; our token must not travel there. */
  private void putPresigned(JsonNode address, Path file) {
    URI target = URI.create(address.path("url").asText());
    Workspace.requireEncryptedOrLocal(target);
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target)
              .timeout(TO_ANSWER.plusSeconds(size(file) / SLOWEST_BYTES_PER_SECOND))
              .PUT(HttpRequest.BodyPublishers.ofFile(file));
      for (JsonNode header : address.path("headers")) {
        request.header(header.path("name").asText(), header.path("value").asText());
      }
      int status = PRESIGNED.send(request.build(), BodyHandlers.discarding()).statusCode();
      DatabricksError answer =
          new DatabricksError("STORAGE", "its storage answers " + status, status);
      if (DatabricksErrors.isPassing(answer)) {
        throw answer;
      }
      if (status / 100 != 2) {
        throw notArrived("its storage answers " + status);
      }
    } catch (IOException e) {
      throw notArrived("its storage cannot be reached");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notArrived("interrupted");
    }
  }

  private void requireArrived(Map<String, Path> content) {
    Map<String, Long> expected = new TreeMap<>();
    content.forEach((name, file) -> expected.put(name, size(file)));
    Map<String, Long> there = reading(operation(), () -> files.sizes(root()));
    if (!there.equals(expected)) {
      throw notArrived(
          "of %s files %s are there whole"
              .formatted(
                  expected.size(),
                  there.entrySet().stream().filter(expected.entrySet()::contains).count()));
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private SpendcastException notArrived(String why) {
    return new SpendcastException(
        Kind.UNAVAILABLE,
        "Cannot " + operation() + ": " + why + ".",
        "Register again, which goes on with the same version.");
  }

  void download(Path target) throws IOException {
    String operation = "read version %s of the model %s".formatted(number, model);
    Map<String, Long> there = reading(operation, () -> files.sizes(root()));
    for (String name : there.keySet()) {
      Path copy = new RelativePath(name).below(target);
      Files.createDirectories(copy.getParent());
      reading(
          operation,
          () -> {
            files.download(root() + "/" + name, copy);
            return copy;
          });
    }
  }
}
