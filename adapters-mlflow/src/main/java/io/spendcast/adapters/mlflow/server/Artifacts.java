package io.spendcast.adapters.mlflow.server;

import io.spendcast.adapters.mlflow.format.LoggedModel;
import io.spendcast.adapters.mlflow.http.HttpCalls;
import io.spendcast.adapters.mlflow.http.MlflowErrors;
import io.spendcast.adapters.mlflow.http.ServerAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Files below a directory that MLflow keeps, be it on a server or on a disk that we share. */
public interface Artifacts {
  /** Prefix of a workspace's paths to volumes and to its older file system. */
  String DBFS = "dbfs:";

  /** The beginning of a location in a volume. */
  String VOLUME = DBFS + "/Volumes/";

  /** Whether a location is in a volume. */
  static boolean isInVolume(String location) {
    return location.startsWith(VOLUME);
  }

  /** The root, "Volumes", a catalog, a schema and a volume. */
  int VOLUME_NAMES = 5;

  /** Whether a location is in a volume that is mounted here, and nothing can be written there. */
  static boolean isReadOnlyHere(String location) {
    if (!isInVolume(location)) {
      return false;
    }
    Path there = Path.of(location.substring(DBFS.length()));
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    return there.getNameCount() >= VOLUME_NAMES - 1 && !Files.isWritable(there);
  }

  /** The directory that a location given by MLflow stands for. */
  static Artifacts at(String location, HttpCalls server, ServerAddress address) throws IOException {
    if (LoggedModel.isOne(location)) {
      return at(new LoggedModels(server).artifacts(LoggedModel.id(location)), server, address);
    }
    if (ProxiedArtifacts.isOne(location)) {
      return new ProxiedArtifacts(location, server, address);
    }
    if (isInVolume(location)) {
      return inVolume(location.substring(DBFS.length()), server);
    }
    if (!address.isLoopback()) {
      throw MlflowErrors.refused(
          "use the files at " + location,
          "the server keeps them where only it can reach them",
          "Start the server with --serve-artifacts, which is its default.");
    }
    return new LocalArtifacts(location);
  }

  /**
   * A volume is a directory on every machine of a Databricks cluster. Elsewhere a directory of that
   * name would be this machine's own, where nobody looks, so that the workspace is asked.
   */
  private static Artifacts inVolume(String directory, HttpCalls server) {
    String[] names = directory.split("/", -1);
    boolean mounted =
        names.length >= VOLUME_NAMES
            && Files.isDirectory(Path.of("/", names[1], names[2], names[3], names[4]));
    return mounted ? new LocalArtifacts(directory) : new VolumeArtifacts(directory, server);
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
