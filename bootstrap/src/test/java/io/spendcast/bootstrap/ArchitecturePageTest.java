package io.spendcast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the list of rooms in {@code docs/architecture.md} current; {@code -Dspendcast.docs=write}
 * writes it.
 */
final class ArchitecturePageTest {
  private static final Path PAGE = Path.of("..", "docs", "architecture.md");
  private static final String GENERATED = "*Knows* names the other rooms of the same module.\n";
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?(io\\.spendcast[a-z.]*)\\.[A-Z]");
  private static final List<String> MODULES =
      List.of(
          "domain",
          "application",
          "adapters-spark",
          "adapters-mlflow",
          "adapters-databricks",
          "bootstrap");

  @Test
  void the_list_of_rooms_is_current() throws IOException {
    String page = Files.readString(PAGE);
    String written = page.substring(0, page.indexOf(GENERATED) + GENERATED.length());
    String current =
        MODULES.stream()
            .map(name -> new Module(name).table())
            .collect(Collectors.joining("\n", written + "\n", ""));
    if ("write".equals(System.getProperty("spendcast.docs"))) {
      Files.writeString(PAGE, current);
    } else {
      assertThat(page).isEqualTo(current);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("every package says what it is for", e);
    }
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Module(String name) {
    String root() {
      return "io.spendcast." + name.replace('-', '.');
    }

    String table() {
      return rooms(folder(root()))
          .map(this::row)
          .collect(
              Collectors.joining(
                  "",
                  "### " + name + "\n\n| room | types | holds | knows |\n|---|---|---|---|\n",
                  ""));
    }

    private Path folder(String room) {
      return Path.of("..", name, "src", "main", "java").resolve(room.replace('.', '/'));
    }

    private Stream<Path> rooms(Path folder) {
      Stream<Path> here = types(folder).isEmpty() ? Stream.empty() : Stream.of(folder);
      return Stream.concat(
          here, list(folder).stream().filter(Files::isDirectory).flatMap(this::rooms));
    }

    private static List<Path> types(Path folder) {
      return list(folder).stream()
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList();
    }

    private String row(Path folder) {
      String room =
          root() + folder(root()).relativize(folder).toString().replaceAll("(^|/)(?=.)", ".");
      String known =
          types(folder).stream()
              .flatMap(type -> IMPORT.matcher(text(type)).results())
              .map(found -> found.group(1))
              .filter(other -> (other + ".").startsWith(root() + ".") && !other.equals(room))
              .map(this::shortName)
              .distinct()
              .sorted()
              .collect(Collectors.joining(", "));
      return "| %s | %s | %s | %s |\n"
          .formatted(shortName(room), types(folder).size(), purpose(folder), known);
    }

    private String shortName(String room) {
      return "`%s`".formatted(room.equals(root()) ? name : room.substring(root().length() + 1));
    }

    /** The first sentence of a package's Javadoc. */
    private static String purpose(Path folder) {
      return text(folder.resolve("package-info.java"))
          .replaceFirst("(?s)\\*/.*", "")
          .replaceFirst("(?s).*?/\\*\\*", "")
          .replaceAll("\\s+\\*?\\s*", " ")
          .replaceAll("\\{@code ([^}]*)}", "`$1`")
          .strip()
          .replaceFirst("(?s)\\.( .*|$)", "");
    }
  }
}
