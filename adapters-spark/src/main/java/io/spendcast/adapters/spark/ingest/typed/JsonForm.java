package io.spendcast.adapters.spark.ingest.typed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.spendcast.adapters.spark.ingest.files.ForeignBytes;
import io.spendcast.adapters.spark.ingest.files.OpenFile;
import io.spendcast.adapters.spark.ingest.files.SourceFile;
import io.spendcast.adapters.spark.ingest.files.Unreadable;
import io.spendcast.domain.SpendcastException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * How a JSON file is laid out.
 *
 * @param lines whether every line is an object; else the whole file is one document
 * @param refusals why it cannot be read, if so
 */
record JsonForm(SourceFile file, boolean lines, List<SpendcastException> refusals)
    implements Serializable {
  private static final int LOOKED_AT = 1 << 20;

  static JsonForm of(SourceFile file, Configuration hadoop) {
    try {
      byte[] first = OpenFile.head(file, LOOKED_AT, hadoop);
      ForeignBytes.kind(first)
          .ifPresent(
              kind -> {
                throw Unreadable.because(
                    file.path(),
                    "it is " + kind + ", not JSON",
                    "Remove it, or set the format of the entry");
              });
      String text = new String(first, StandardCharsets.UTF_8).stripLeading();
      return new JsonForm(file, !text.startsWith("[") && isWhole(text), List.of());
    } catch (SpendcastException refused) {
      return new JsonForm(file, true, List.of(refused));
    } catch (IOException e) {
      return new JsonForm(file, true, List.of(Unreadable.because(file.path(), e)));
    }
  }

  /** A first line that is no object by itself goes on in the next; a longer one is one. */
  private static boolean isWhole(String text) {
    int end = text.indexOf('\n');
    if (end < 0) {
      return true;
    }
    try {
      new ObjectMapper().readTree(text.substring(0, end));
      return true;
    } catch (JsonProcessingException e) {
      return !text.substring(0, end).strip().equals("{") && !text.startsWith("{\r");
    }
  }
}
