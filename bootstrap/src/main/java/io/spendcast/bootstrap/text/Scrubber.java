package io.spendcast.bootstrap.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes secrets out of what is about to be shown: the values of the environment's secret variables
 * wherever they turn up, such as in what a server echoes, and whatever has the form of a secret.
 */
public final class Scrubber {
  private static final String MASK = "***";

  /** Shorter values would be found in ordinary words. */
  private static final int SHORTEST = 5;

  /** In what programs read, a shorter one may be a word of theirs. */
  private static final int SHORTEST_KEPT = 8;

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(token|secret|passw|passphrase|pwd|credential|api_?key|access_?key|account_?key"
              + "|private_?key|storage_?key|_sas$|_sas_).*");

  private static final Pattern USER_OF_URI = Pattern.compile("://([^/@\\s]+)@");

  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b(bearer|basic)([ :]+|%20)(?=\\S*[0-9=+/._-])[^\\s\"'<>)\\]},;]{6,}");
  private static final Pattern ANY_USER_OF_URI =
      Pattern.compile("(?<=://)[^/@\\s\"'<>]+(?:/[^@\\s\"'<>]*)?@(?=[^@\\s]*)");
  private static final Pattern QUERY =
      Pattern.compile(
          "(?i)([?&;](?:sig|token|access_token|code|key|api_?key|password|pwd|secret)=)[^&;\\s\"'<>]+");

  private final List<String> values;

  private Scrubber(List<String> values) {
    this.values = values;
  }

  /** Knows the secrets among these variables. */
  public static Scrubber of(Map<String, String> environment) {
    List<String> values = new ArrayList<>();
    environment.forEach(
        (name, value) -> {
          if (SECRET_NAME.matcher(name).matches() && !isPlace(value)) {
            values.add(value);
          }
          Matcher uri = USER_OF_URI.matcher(value);
          while (uri.find()) {
            values.add(uri.group(1));
            values.add(uri.group(1).substring(uri.group(1).indexOf(':') + 1));
          }
        });
    values.addAll(headers(environment));
    return new Scrubber(
        values.stream()
            .map(String::strip)
            .flatMap(Scrubber::forms)
            .filter(value -> value.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** A variable may name the file that holds the secret. */
  private static boolean isPlace(String value) {
    return value.startsWith("/") || value.startsWith("file:");
  }

  /** What goes over the wire for a name and its password. */
  private static List<String> headers(Map<String, String> environment) {
    List<String> headers = new ArrayList<>();
    environment.forEach(
        (name, password) -> {
          if (name.endsWith("PASSWORD")) {
            String user = environment.getOrDefault(name.replaceAll("PASSWORD$", "USERNAME"), "");
            headers.add(
                Base64.getEncoder()
                    .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8)));
          }
        });
    return headers;
  }

  /** As it is, in an address, and in JSON. */
  private static Stream<String> forms(String value) {
    return Stream.of(
        value,
        URLEncoder.encode(value, StandardCharsets.UTF_8),
        URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"),
        value.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  /**
   * The text without the values of secret variables, for what is kept and read by programs: what
   * only has the form of a secret stays, and so does a word that is too short to be one.
   */
  public String withoutValues(String text) {
    String scrubbed = text;
    for (String value : values) {
      if (value.length() >= SHORTEST_KEPT) {
        scrubbed = scrubbed.replace(value, MASK);
      }
    }
    return scrubbed;
  }

  /** The text without secrets. */
  public String scrub(String text) {
    String scrubbed = text;
    for (String value : values) {
      scrubbed = scrubbed.replace(value, MASK);
    }
    scrubbed = HEADER.matcher(scrubbed).replaceAll("$1 " + MASK);
    scrubbed = QUERY.matcher(scrubbed).replaceAll("$1" + MASK);
    return scrubbed.contains("@") && scrubbed.contains("://")
        ? ANY_USER_OF_URI.matcher(scrubbed).replaceAll(MASK + "@")
        : scrubbed;
  }
}
