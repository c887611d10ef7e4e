package io.spendcast.bootstrap.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jar for a cluster, as this build made it. */
final class ClusterJar {
  private ClusterJar() {}

  static Path file() throws IOException {
    try (Stream<Path> built = Files.list(Path.of("target"))) {
      List<Path> jars =
          built.filter(file -> file.getFileName().toString().endsWith("-cluster.jar")).toList();
      assertThat(jars).as("the jar that mvn package makes").hasSize(1);
      return jars.get(0).toAbsolutePath();
    }
  }
}
