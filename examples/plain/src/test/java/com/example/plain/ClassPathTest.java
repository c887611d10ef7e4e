package com.example.plain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What a service that forecasts has to carry. */
final class ClassPathTest {
  private static final Pattern UNWANTED =
      Pattern.compile(
          "org/apache/(spark|hadoop)/.*|scala/.*|ml/dmlc/.*|.*\\.(so|dll|dylib|jnilib)");

  private static List<Path> jars() throws IOException {
    String classPath = Files.readString(Path.of("target/class-path")).strip();
    return Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
  }

  private static List<String> names() throws IOException {
    return jars().stream().map(jar -> jar.getFileName().toString()).sorted().toList();
  }

  @Test
  void no_spark_no_hadoop_and_no_native_library_comes_along() throws IOException {
    assertFalse(jars().isEmpty());
    for (Path jar : jars()) {
      try (ZipFile file = new ZipFile(jar.toFile())) {
        assertEquals(
            List.of(),
            file.stream().map(ZipEntry::getName).filter(UNWANTED.asMatchPredicate()).toList(),
            jar.toString());
      }
    }
  }

  @Test
  void nothing_comes_along_but_two_jars_of_spendcast() throws IOException {
    assertEquals(2, names().size(), names().toString());
    assertTrue(names().get(0).startsWith("spendcast-application-"));
    assertTrue(names().get(1).startsWith("spendcast-domain-"));
  }
}
