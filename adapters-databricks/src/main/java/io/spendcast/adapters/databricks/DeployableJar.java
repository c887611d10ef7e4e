package io.spendcast.adapters.databricks;

import io.spendcast.adapters.databricks.workspace.Sha256;
import io.spendcast.domain.Kind;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The jar that the tasks run.
 *
 * @param path where clusters read it; for a local file, named by its content, so that a job never
 *     runs another jar than the one it was deployed with
 * @param local the file to be uploaded there; empty if it is there already
 */
record DeployableJar(String path, Optional<Path> local) {
  /** Where jars are within the volume. */
  static final String FOLDER = "jars";

  /** What the Files API takes in one piece. */
  static final long LARGEST_BYTES = 5L << 30;

  private static final Pattern PLATFORM =
      Pattern.compile("(/Volumes/|/Workspace/|s3://|abfss://|gs://).+\\.jar");
  private static final int DIGITS = 16;

  /** The jar that the settings name. */
  static DeployableJar of(String jar, String volumePath, JobName job) {
    if (PLATFORM.matcher(jar).matches()) {
      return new DeployableJar(jar, Optional.empty());
    }
    Path file = Path.of(jar);
    requireUsable(jar, file);
    return new DeployableJar(
        "%s/%s/%s-%s.jar"
            .formatted(volumePath, FOLDER, job.key(), digest(file).substring(0, DIGITS)),
        Optional.of(file));
  }

  /** Whether a file of that folder was uploaded for the job. */
  static boolean isOf(JobName job, String file) {
    return file.matches("\\Q%s\\E-[0-9a-f]{%s}\\.jar".formatted(job.key(), DIGITS));
  }

  /** Its name beside a bundle that uploads it. */
  Optional<String> beside() {
    return local.map(file -> path.substring(path.lastIndexOf('/') + 1));
  }

  private static void requireUsable(String jar, Path file) {
    if (jar.isBlank() || !Files.isRegularFile(file)) {
      throw refused(
          jar.isBlank() ? "no jar is named for it to run" : "there is no jar " + jar,
          "Build it with `mvn package`, which makes bootstrap/target/*-cluster.jar, and name it by"
              + " databricks.jar, or name one that clusters"
              + " can read, such as /Volumes/main/spendcast/artifacts/spendcast.jar.");
    }
    if (size(file) > LARGEST_BYTES) {
      throw refused(
          "the jar %s is larger than the 5 GiB that a volume takes in one piece".formatted(jar),
          "Deploy the one that `mvn package` builds, bootstrap/target/*-cluster.jar of 40 MB.");
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Path file) {
    try {
      return HexFormat.of().formatHex(Sha256.of(file));
    } catch (IOException e) {
      throw refused("the jar %s cannot be read".formatted(file), "Make it readable.");
    }
  }

  private static SpendcastException refused(String why, String hint) {
    return new SpendcastException(Kind.INVALID, "Cannot render the job: " + why + ".", hint);
  }
}
