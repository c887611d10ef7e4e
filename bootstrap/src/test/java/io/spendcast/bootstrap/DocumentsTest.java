package io.spendcast.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.domain.card.TagKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents show is what the build compiles, and what it installs. */
final class DocumentsTest {
  private static final Path HOME = Path.of("..");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern UNTRACKED = Pattern.compile("\\..*|target|lake|mlruns|logs");
  private static final Pattern VERSION =
      Pattern.compile(
          "spendcast-[a-z]+</artifactId>\\s*<version>([^<$]+)|<spendcast.version>([^<$]+)");

  private static final Pattern MAIN =
      Pattern.compile(".*/(domain|application|adapters-\\w+|bootstrap)/src/main/java/.*\\.java");

  /** Properties of Delta tables and of this process have keys that begin alike. */
  private static final Set<String> OTHER_SPELLINGS =
      Set.of(
          "PanelTable.java", "CleanLines.java", "Source.java", "LogFile.java", "ConfigLoader.java");

  @Test
  void all_java_code_in_documents_is_compiled() {
    String sources = texts(".java").collect(Collectors.joining());
    List<String> shown = texts(".md").flatMap(text -> found(JAVA, text)).toList();
    assertThat(shown).hasSizeGreaterThan(3).allSatisfy(code -> assertThat(sources).contains(code));
  }

  @Test
  void documents_and_examples_name_the_version_that_is_built() {
    List<String> named =
        Stream.concat(texts(".md"), texts("pom.xml"))
            .flatMap(text -> found(VERSION, text))
            .toList();
    String built = found(VERSION, read(HOME.resolve("pom.xml"))).findFirst().orElseThrow();
    assertThat(named).hasSizeGreaterThan(5).containsOnly(built);
  }

  @Test
  void the_key_of_every_tag_is_described() {
    assertThat(read(HOME.resolve("docs/format.md")))
        .contains(Stream.of(TagKey.values()).map(key -> "`" + key.key()).toList());
  }

  /** Else what a version carries would be known in many places, and a typing error would be one. */
  @Test
  void one_class_spells_the_keys_of_tags_and_one_module_those_of_mlflow() {
    assertThat(spelling("\"spendcast\\.", OTHER_SPELLINGS)).containsExactly("TagKey.java");
    assertThat(spelling("\"mlflow\\.[a-z]", Set.of()))
        .isNotEmpty()
        .allSatisfy(
            name ->
                assertThat(files(HOME.resolve("adapters-mlflow/src/main")))
                    .anyMatch(file -> file.endsWith(name)));
  }

  /** The files of main code that have a text which begins like this. */
  private static List<String> spelling(String beginning, Set<String> others) {
    Pattern text = Pattern.compile(beginning);
    return files(HOME)
        .filter(file -> MAIN.matcher(file.toString()).matches())
        .filter(file -> text.matcher(read(file)).find())
        .map(file -> file.getFileName().toString())
        .filter(name -> !others.contains(name))
        .toList();
  }

  private static Stream<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(DocumentsTest::group);
  }

  private static String group(MatchResult match) {
    return match.group(1) == null ? match.group(2) : match.group(1);
  }

  private static Stream<String> texts(String ending) {
    return files(HOME).filter(file -> file.toString().endsWith(ending)).map(DocumentsTest::read);
  }

  /** Without what builds and runs leave. */
  private static Stream<Path> files(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !UNTRACKED.matcher(entry.getFileName().toString()).matches())
          .toList()
          .stream()
          .flatMap(entry -> Files.isDirectory(entry) ? files(entry) : Stream.of(entry));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
