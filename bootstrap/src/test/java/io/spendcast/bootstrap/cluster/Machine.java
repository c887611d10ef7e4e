package io.spendcast.bootstrap.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Commands that see other directories than this process does, as on a machine of their own. */
public final class Machine {
  /** Makes a root of everything here and the volumes, and goes on in it. */
  private static final String WITH_VOLUMES =
      """
      set -e
      root=$1; volumes=$2; here=$PWD; shift 2
      mount -t tmpfs tmpfs "$root"
      for entry in /*; do
        name=${entry#/}
        if [ "$name" = Volumes ]; then continue; fi
        if [ -L "$entry" ]; then cp -P "$entry" "$root/$name"
        elif [ -d "$entry" ]; then mkdir "$root/$name"; mount --rbind "$entry" "$root/$name"; fi
      done
      mkdir "$root/Volumes"
      mount --bind "$volumes" "$root/Volumes"
      exec chroot "$root" sh -c 'cd "$0"; exec "$@"' "$here" "$@"
      """;

  /** Hides what lies in a directory. */
  private static final String WITHOUT =
      """
      set -e
      hidden=$1; shift
      mount -t tmpfs tmpfs "$hidden"
      exec "$@"
      """;

  private Machine() {}

  /** Without namespaces, which no build can install, the tests that need them say so and end. */
  public static void requireNamespaces() throws IOException, InterruptedException {
    if (unshare().isPresent()) {
      return;
    }
    Assumptions.abort("unshare cannot make a mount namespace here");
  }

  /** How a mount namespace is made, if it can be. */
  public static Optional<List<String>> unshare() throws IOException, InterruptedException {
    for (List<String> way : List.of(List.of("unshare", "-m"), List.of("unshare", "-rm"))) {
      try {
        Process tried =
            new ProcessBuilder(
                    Stream.concat(way.stream(), Stream.of("mount", "-t", "tmpfs", "tmpfs", "/mnt"))
                        .toList())
                .redirectErrorStream(true)
                .start();
        if (tried.waitFor() == 0) {
          return Optional.of(way);
        }
      } catch (IOException e) {
        // There is no such command here.
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The command where these volumes lie at {@code /Volumes}. */
  static List<String> withVolumes(Path root, Path volumes, List<String> command)
      throws IOException, InterruptedException {
    return in(WITH_VOLUMES, List.of(root.toString(), volumes.toString()), command);
  }

  /** The command where nothing lies in this directory but what it writes there itself. */
  static List<String> without(Path hidden, List<String> command)
      throws IOException, InterruptedException {
    return unshare().isPresent() ? in(WITHOUT, List.of(hidden.toString()), command) : command;
  }

  private static List<String> in(String script, List<String> places, List<String> command)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(unshare().orElseThrow());
    whole.addAll(List.of("sh", "-c", script, "sh"));
    whole.addAll(places);
    whole.addAll(command);
    return whole;
  }
}
