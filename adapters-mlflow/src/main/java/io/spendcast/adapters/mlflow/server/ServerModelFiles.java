package io.spendcast.adapters.mlflow.server;

import io.spendcast.adapters.mlflow.format.Checksum;
import io.spendcast.adapters.mlflow.format.Locations;
import io.spendcast.adapters.mlflow.format.MetaFile;
import io.spendcast.adapters.mlflow.format.ModelContent;
import io.spendcast.adapters.mlflow.format.ModelDescription;
import io.spendcast.adapters.mlflow.format.ModelDigest;
import io.spendcast.adapters.mlflow.format.ModelDirectory;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.ServerAddress;
import io.spendcast.domain.RelativePath;
import io.spendcast.domain.training.ModelArtifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A model's directory on a server. */
final class ServerModelFiles {
  private final String location;
  private final Artifacts artifacts;

  private ServerModelFiles(String location, Artifacts artifacts) {
    this.location = location;
    this.artifacts = artifacts;
  }

  /** The model at a location given by MLflow, with or without a slash at the end. */
  static ServerModelFiles at(String location, HttpCalls server, ServerAddress address)
      throws IOException {
    return new ServerModelFiles(location, Artifacts.at(location, server, address));
  }

  /** Uploads the model; its description comes last, and only if all the rest is there. */
  void write(ModelContent content, ModelDescription description) throws IOException {
    Map<String, String> texts = new TreeMap<>(description.files(content));
    String mlmodel = texts.remove(ModelDirectory.MLMODEL);
    Map<String, Long> expected = new TreeMap<>();
    for (Map.Entry<String, Path> file : content.files().entrySet()) {
      artifacts.put(file.getKey(), file.getValue());
      expected.put(file.getKey(), Files.size(file.getValue()));
    }
    for (Map.Entry<String, String> text : texts.entrySet()) {
      artifacts.put(text.getKey(), text.getValue());
    }
    Map<String, Long> arrived = artifacts.sizes();
    arrived.keySet().removeAll(texts.keySet());
    if (!arrived.equals(expected)) {
      throw new IOException("of the files %s only %s arrived".formatted(expected, arrived));
    }
    artifacts.put(ModelDirectory.MLMODEL, mlmodel);
  }

  /** What is needed to score with it. */
  ModelArtifact describe() throws IOException {
    return ModelDescription.parse(mlmodel(), Locations.directory(location));
  }

  private MetaFile mlmodel() throws IOException {
    return MetaFile.parse(
        Path.of(location, ModelDirectory.MLMODEL), artifacts.text(ModelDirectory.MLMODEL));
  }

  /**
   * The digest of all its files; refuses a model whose files are not there. Large ones are not
   * fetched: the description has their sums, which are compared whenever they are used.
   */
  String digest() throws IOException {
    Map<String, Long> there = artifacts.sizes();
    Map<String, String> sums = new TreeMap<>(requireComplete(there));
    for (Map.Entry<String, Long> file : there.entrySet()) {
      if (!sums.containsKey(file.getKey())) {
        sums.put(file.getKey(), sum(file.getKey(), file.getValue()));
      }
    }
    return ModelDigest.of(sums);
  }

  private String sum(String file, long bytes) throws IOException {
    Path copy = Files.createTempFile("spendcast-model", null);
    try {
      artifacts.fetch(file, bytes, copy);
      return Checksum.of(copy);
    } finally {
      Files.delete(copy);
    }
  }

  /** Gives the checksums of the files that were written. */
  private Map<String, String> requireComplete(Map<String, Long> there) throws IOException {
    if (!there.containsKey(ModelDirectory.MLMODEL)) {
      throw missing();
    }
    Map<String, String> checksums = ModelDescription.checksums(mlmodel());
    if (!there.keySet().containsAll(checksums.keySet())) {
      throw missing();
    }
    return checksums;
  }

  private RuntimeException missing() {
    return ModelDirectory.incomplete(location);
  }

  /** Copies the files below a directory and compares them with what was written. */
  void fetch(Path target) throws IOException {
    Map<String, Long> there = artifacts.sizes();
    Map<String, String> checksums = requireComplete(there);
    for (Map.Entry<String, Long> file : there.entrySet()) {
      Path copy = new RelativePath(file.getKey()).below(target);
      Files.createDirectories(copy.getParent());
      artifacts.fetch(file.getKey(), file.getValue(), copy);
      Optional<String> wanted = Optional.ofNullable(checksums.get(file.getKey()));
      if (wanted.isPresent() && !wanted.get().equals(Checksum.of(copy))) {
        throw ModelDirectory.changed(location, file.getKey());
      }
    }
  }
}
