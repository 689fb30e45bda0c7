package eu.vigil.protocol.form;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Time zones, checked when writing and not when reading: a peer's list of zones may be newer than ours. */
final class Zones {
    /** Of each type, the fields that are a zone or hold one: few of many. */
    private static final Map<Descriptor, List<FieldDescriptor>> HOLDERS = new ConcurrentHashMap<>();

    private Zones() {}

    /** Adds each zone in {@code holder}, which stands at {@code path}, that is not known here. */
    static void check(String path, Message holder, Violations violations) {
        for (FieldDescriptor field : holders(holder.getDescriptorForType())) {
            if (holder.hasField(field)) {
                String inner = path + "." + field.getName();
                if (holder.getField(field) instanceof Message nested) {
                    check(inner, nested, violations);
                } else if (!isZone((String) holder.getField(field))) {
                    violations.add(
                            inner, "is no time zone that is known here", "its IANA name, such as Europe/Brussels");
                }
            }
        }
    }

    private static List<FieldDescriptor> holders(Descriptor type) {
        List<FieldDescriptor> known = HOLDERS.get(type);
        if (known == null) {
            known = type.getFields().stream().filter(Zones::holds).toList();
            HOLDERS.put(type, known);
        }
        return known;
    }

    private static boolean holds(FieldDescriptor field) {
        if (field.isRepeated()) {
            return false;
        }
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? !holders(field.getMessageType()).isEmpty()
                : field.getName().equals("time_zone");
    }

    private static boolean isZone(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
