package io.spendcast.adapters.spark.ingest.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.spendcast.adapters.spark.ingest.csv.dialect.CsvDialect;
import io.spendcast.adapters.spark.ingest.files.SourceFile;
import io.spendcast.adapters.spark.ingest.files.SourceFiles;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with one line damaged at random: the others are read as if nothing had happened. */
class DamagedCsvTest {
  private static final Configuration HADOOP = new Configuration();
  private static final String HEADER = "id,text,total\n";
  private static final String SIGNS = "\",\n\r\\;x1\t\u00e9\ufffd '";

  @TempDir Path directory;

  private static List<String> lines(Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String text =
          switch (random.nextInt(5)) {
            case 0 -> "\"a, \"\"b\"\"\"";
            case 1 -> "\", x\"";
            case 2 -> "\"\"";
            case 3 -> "\"two\nlines\"";
            default -> "plain";
          };
      lines.add(i + "," + text + "," + i + ".50\n");
    }
    return lines;
  }

  private List<String> ids(byte[] bytes) throws IOException {
    Path written = Files.write(directory.resolve("a.csv"), bytes);
    SourceFile file = SourceFiles.at(written.toString(), HADOOP).files().get(0);
    CsvHead head = new HeadReader(CsvDialect.of(Map.of()), HADOOP).of(file).orElseThrow();
    List<String> found = new ArrayList<>();
    try (PieceReader reader = new PieceReader(Piece.whole(file, head), HADOOP)) {
      for (Optional<CsvRecord> record = reader.next(); record.isPresent(); record = reader.next()) {
        if (record.get().fault().isEmpty()) {
          assertThat(head.fits(record.get().values().size())).isTrue();
          found.add(record.get().values().get(0) + " " + last(record.get()));
        }
      }
    }
    return found;
  }

  private static String last(CsvRecord record) {
    return record.values().get(record.values().size() - 1);
  }

  /** Damage at most hides the record it is in, and that whose lines it joins. */
  @Test
  void one_sign_more_costs_no_record_but_its_own() throws IOException {
    for (int seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      List<String> lines = lines(random);
      int damaged = random.nextInt(lines.size());
      String line = lines.get(damaged);
      int at = random.nextInt(line.length() - 1);
      String sign = String.valueOf(SIGNS.charAt(random.nextInt(SIGNS.length())));
      lines.set(damaged, line.substring(0, at) + sign + line.substring(at));
      String csv = HEADER + String.join("", lines);
      List<String> wanted = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        if (i != damaged) {
          wanted.add(i + " " + i + ".50");
        }
      }
      assertThat(ids(csv.getBytes(StandardCharsets.UTF_8)))
          .as("seed %s, sign %s in line %s: %s", seed, (int) sign.charAt(0), damaged, csv)
          .containsAll(wanted);
    }
  }

  @Test
  void any_bytes_are_records_or_a_refusal() throws IOException {
    for (int seed = 0; seed < 2000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = (HEADER + String.join("", lines(random))).getBytes(StandardCharsets.UTF_8);
      for (int n = random.nextInt(20); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(ids(bytes)).hasSizeLessThan(100);
      } catch (SpendcastException refused) {
        assertThat(refused.getMessage()).startsWith("Cannot ").doesNotContainPattern("\\p{Cntrl}");
      }
    }
  }
}
