package io.spendcast.bootstrap.wiring;

import io.spendcast.adapters.mlflow.MlflowAdapters;
import io.spendcast.adapters.spark.SparkAdapters;
import io.spendcast.application.done.CodeVersion;
import io.spendcast.domain.Fingerprint;
import io.spendcast.domain.TableVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Knows our code by its bytes: the version number alone stays the same while one develops. */
final class CodeDigest {
  /** One class of each module whose code decides what a task gives. */
  private static final List<Class<?>> MODULES =
      List.of(TableVersion.class, CodeVersion.class, SparkAdapters.class, MlflowAdapters.class);

  private CodeDigest() {}

  /** Of our modules, and of those from outside that decide as well. */
  static CodeVersion version(List<Class<?>> more) {
    Set<Path> places = new HashSet<>();
    Object[] digests =
        Stream.concat(MODULES.stream(), more.stream())
            .map(CodeDigest::place)
            .filter(places::add)
            .map(CodeDigest::digest)
            .toArray();
    return new CodeVersion(Fingerprint.of(digests).value());
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path entry is no path", e);
    }
  }

  private static String digest(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      CRC32C sum = new CRC32C();
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        sum.update(Files.readAllBytes(file));
      }
      return Long.toHexString(sum.getValue());
    } catch (IOException e) {
      throw new UncheckedIOException("our own code cannot be read: " + place, e);
    }
  }
}
