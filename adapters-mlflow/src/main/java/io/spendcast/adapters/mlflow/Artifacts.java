package io.spendcast.adapters.mlflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Files below a directory that MLflow keeps, be it on a server or on a disk that we share. */
interface Artifacts {
  /** How a workspace names what lies in volumes, and in what it had before them. */
  String DBFS = "dbfs:";

  /** The beginning of a location in a volume. */
  String VOLUME = DBFS + "/Volumes/";

  /** The directory that a location given by MLflow stands for. */
  static Artifacts at(String location, Conversation server, ServerAddress address)
      throws IOException {
    if (LoggedModel.isOne(location)) {
      return at(new LoggedModels(server).artifacts(LoggedModel.id(location)), server, address);
    }
    if (ProxiedArtifacts.isOne(location)) {
      return new ProxiedArtifacts(location, server, address);
    }
    if (location.startsWith(VOLUME)) {
      // A volume is a directory on every machine of a Databricks cluster.
      return new LocalArtifacts(location.substring(DBFS.length()));
    }
    if (!address.isLoopback()) {
      throw MlflowErrors.refused(
          "use the files at " + location,
          "the server keeps them where only it can reach them",
          "Start the server with --serve-artifacts, which is its default.");
    }
    return new LocalArtifacts(location);
  }

  /** Writes a file, in place of one that is there. */
  void put(String path, Path file) throws IOException;

  /** Writes a small file, in place of one that is there. */
  void put(String path, String text) throws IOException;

  /** The text of a small file. */
  String text(String path) throws IOException;

  /** The sizes of all files below, by path; empty if there is nothing. */
  Map<String, Long> sizes() throws IOException;

  /** Copies a file of this size to a new one. */
  void fetch(String path, long bytes, Path target) throws IOException;
}
