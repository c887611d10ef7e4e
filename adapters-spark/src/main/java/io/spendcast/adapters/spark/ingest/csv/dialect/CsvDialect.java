package io.spendcast.adapters.spark.ingest.csv.dialect;

import io.spendcast.adapters.spark.ingest.files.ReadMode;
import io.spendcast.domain.SpendcastException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/**
 * How an owner's text is delimited: RFC 4180 where the options say nothing else.
 *
 * @param separator between values; named by the owner, or a comma
 * @param isNamed whether the owner named it, so that no file knows better
 * @param quote around values; 0 if there is none
 * @param escape before a quote inside of quotes; the quote itself if it is doubled
 * @param comment begins lines that are not read; 0 if there are none
 * @param encoding the name of the charset, empty if the owner does not say
 * @param header whether the first line of each file names the columns
 * @param multiLine whether a quoted value may hold line breaks
 * @param nullValue what stands for a missing value, besides nothing at all
 * @param emptyValue what quotes without anything between them stand for
 * @param trimStart whether blanks before a value are no part of it
 * @param trimEnd whether blanks after a value are no part of it
 * @param failFast whether one record that cannot be read refuses the source
 */
public record CsvDialect(
    String separator,
    boolean isNamed,
    char quote,
    char escape,
    char comment,
    String encoding,
    boolean header,
    boolean multiLine,
    String nullValue,
    String emptyValue,
    boolean trimStart,
    boolean trimEnd,
    boolean failFast)
    implements Serializable {

  /**
   * The dialect that options describe.
   *
   * @throws SpendcastException {@code INVALID} if one of them is none, or would lose records
   */
  public static CsvDialect of(Map<String, String> given) {
    CsvOptions options = new CsvOptions(given);
    Optional<String> separator = options.text("sep", "delimiter").map(CsvOptions::unescaped);
    separator
        .filter(text -> text.isEmpty() || text.contains("\n") || text.contains("\r"))
        .ifPresent(
            text -> {
              throw CsvOptions.refused("sep", text, "something must stand between values");
            });
    char quote = options.sign("quote").orElse('"');
    requireLineEnd(options);
    return new CsvDialect(
        separator.orElse(","),
        separator.isPresent(),
        quote,
        options.sign("escape").filter(sign -> sign != 0).orElse(quote),
        options.sign("comment").orElse('\0'),
        options.text("encoding", "charset").map(Charsets::named).orElse(""),
        options.flag("header").orElse(true),
        options.flag("multiLine").orElse(true),
        options.text("nullValue").orElse(""),
        options.text("emptyValue").orElse(""),
        options.flag("ignoreLeadingWhiteSpace").orElse(false),
        options.flag("ignoreTrailingWhiteSpace").orElse(false),
        ReadMode.of(given) == ReadMode.FAILFAST);
  }

  private static void requireLineEnd(CsvOptions options) {
    options
        .text("lineSep")
        .map(CsvOptions::unescaped)
        .filter(text -> !text.matches("\r\n|\r|\n"))
        .ifPresent(
            text -> {
              throw CsvOptions.refused("lineSep", text, "lines end with \\n, \\r\\n or \\r");
            });
  }

  /** The same with another separator. */
  public CsvDialect separatedBy(String other) {
    return new CsvDialect(
        other,
        isNamed,
        quote,
        escape,
        comment,
        encoding,
        header,
        multiLine,
        nullValue,
        emptyValue,
        trimStart,
        trimEnd,
        failFast);
  }
}
