package io.spendcast.adapters.databricks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spendcast.adapters.databricks.WorkspaceServer.Api;
import io.spendcast.adapters.databricks.WorkspaceServer.Call;
import io.spendcast.adapters.databricks.WorkspaceServer.Reply;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The Files API: upload, metadata, download, directories and presigned uploads. */
public final class FilesApi implements Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILES = "/api/2.0/fs/files";
  private static final String DIRECTORIES = "/api/2.0/fs/directories";
  private static final String PRESIGNED = "/presigned";

  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> missing = new HashMap<>();
  private final Set<String> folders = new HashSet<>();
  private boolean losesBytes;
  private boolean hidesLength;

  /** Files below this path cannot be reached, because of what does not exist. */
  public synchronized void miss(String below, String why) {
    missing.put(below, why);
  }

  /** From now on or no more, half of what is uploaded arrives. */
  public synchronized void loseBytes(boolean loses) {
    losesBytes = loses;
  }

  /** From now on, the server keeps the length of files to itself. */
  public synchronized void hideLength() {
    hidesLength = true;
  }

  public synchronized NavigableMap<String, byte[]> all() {
    return new TreeMap<>(files);
  }

  /** Puts other bytes in place of every file whose path ends so. */
  public synchronized void change(String end, byte[] bytes) {
    files.replaceAll((path, before) -> path.endsWith(end) ? bytes : before);
  }

  /** Puts a file of this name beside the one whose path ends so. */
  public synchronized void addBeside(String end, String name) {
    String beside =
        files.keySet().stream().filter(path -> path.endsWith(end)).findFirst().orElseThrow();
    files.put(beside.substring(0, beside.length() - end.length()) + "/" + name, new byte[] {1});
  }

  public synchronized void delete(String below) {
    files.keySet().removeIf(path -> path.startsWith(below));
  }

  @Override
  public synchronized Optional<Reply> answer(Call call) throws IOException {
    String path = call.path();
    if (path.startsWith(FILES + "/")) {
      return Optional.of(file(call, path.substring(FILES.length())));
    }
    if (path.startsWith(PRESIGNED + "/") && call.method().equals("PUT")) {
      return Optional.of(put(call, path.substring(PRESIGNED.length())));
    }
    if (path.startsWith(DIRECTORIES + "/")) {
      return Optional.of(directory(call, path.substring(DIRECTORIES.length())));
    }
    if (call.is("POST", "/api/2.0/fs/create-upload-url")) {
      return Optional.of(presign(call));
    }
    return Optional.empty();
  }

  private Reply directory(Call call, String path) {
    if (call.method().equals("PUT")) {
      folders.add(path);
      return gap(path).orElseGet(() -> new Reply(204, new byte[0], Map.of()));
    }
    return list(path);
  }

  private Optional<Reply> gap(String path) {
    return missing.entrySet().stream()
        .filter(gap -> path.startsWith(gap.getKey()))
        .map(gap -> Reply.error(404, "NOT_FOUND", gap.getValue()))
        .findFirst();
  }

  private Reply file(Call call, String path) {
    Optional<Reply> gap = gap(path);
    if (gap.isPresent()) {
      return gap.get();
    }
    return switch (call.method()) {
      case "PUT" -> put(call, path);
      case "HEAD", "GET" -> get(path);
      case "DELETE" -> remove(path);
      default -> Reply.error(405, "METHOD_NOT_ALLOWED", call.method());
    };
  }

  /** As the platform's own test server does it: a folder of a volume must be there. */
  private Reply put(Call call, String path) {
    if (path.startsWith("/Volumes/")
        && !folders.contains(path.substring(0, path.lastIndexOf('/')))) {
      return Reply.error(404, "NOT_FOUND", "The parent directory does not exist.");
    }
    byte[] body = call.body();
    files.put(path, losesBytes ? java.util.Arrays.copyOf(body, body.length / 2) : body);
    return new Reply(204, new byte[0], Map.of());
  }

  private Reply remove(String path) {
    return files.remove(path) == null
        ? Reply.error(404, "NOT_FOUND", "The file being accessed is not found.")
        : new Reply(204, new byte[0], Map.of());
  }

  private Reply get(String path) {
    byte[] body = files.get(path);
    return body == null
        ? Reply.error(404, "NOT_FOUND", "The file being accessed is not found.")
        : new Reply(
            200,
            body,
            hidesLength
                ? Map.of()
                : Map.of(
                    "Content-Type",
                    "application/octet-stream",
                    "Content-Length",
                    Integer.toString(body.length)));
  }

  private Reply list(String directory) {
    String prefix = directory.replaceAll("/+$", "") + "/";
    ObjectNode page = JSON.createObjectNode();
    ArrayNode contents = page.putArray("contents");
    String last = "";
    for (Map.Entry<String, byte[]> file : files.tailMap(prefix).entrySet()) {
      if (!file.getKey().startsWith(prefix)) {
        break;
      }
      String rest = file.getKey().substring(prefix.length());
      String name = rest.replaceAll("/.*", "");
      boolean folder = rest.contains("/");
      if (!name.equals(last)) {
        ObjectNode entry = contents.addObject().put("name", name).put("path", prefix + name);
        entry.put("is_directory", folder).put("file_size", folder ? 0 : file.getValue().length);
        last = name;
      }
    }
    return contents.isEmpty()
        ? Reply.error(404, "NOT_FOUND", "The directory being accessed is not found.")
        : Reply.json(page);
  }

  private Reply presign(Call call) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("url", "http://" + call.host() + PRESIGNED + call.json().get("path").asText());
    answer.putArray("headers").addObject().put("name", "x-ms-blob-type").put("value", "BlockBlob");
    return Reply.json(answer);
  }
}
