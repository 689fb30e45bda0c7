package eu.vigil.config.key;

import eu.vigil.config.value.Form;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What may stand below a key, found by reflection from the record that takes it. */
public sealed interface Shape {
    /** One value. */
    record Scalar(Class<?> type, Form<?> form) implements Shape {}

    /** Keys of a record. */
    record Section(Class<? extends Record> type, List<Member> members) implements Shape {
        /** The member of a name as it is written in a file. */
        public Optional<Member> member(String name) {
            return members.stream().filter(m -> m.name().equals(name)).findFirst();
        }

        /** True if nothing must be written. */
        boolean mayBeAbsent() {
            return members.stream().allMatch(Member::mayBeAbsent);
        }
    }

    /** A list; it is replaced by a later file's as a whole. */
    record Many(Shape element) implements Shape {}

    /** A map from names that the file chooses. */
    record Named(Shape value) implements Shape {}

    /**
     * A key within a section.
     *
     * @param optional whether its component is an {@code Optional}
     */
    record Member(String name, Key key, Shape shape, boolean optional) {
        boolean mayBeAbsent() {
            return optional
                    || !key.byDefault().isEmpty()
                    || switch (shape) {
                        case Scalar _ -> false;
                        case Section section -> section.mayBeAbsent();
                        case Many _, Named _ -> !key.filled();
                    };
        }
    }

    /** The shape of a record all of whose components are keys. */
    static Section of(Class<? extends Record> type) {
        return new Section(
                type,
                Arrays.stream(type.getRecordComponents()).map(Shape::member).toList());
    }

    private static Member member(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        if (key == null) {
            throw new IllegalArgumentException(component + " is not a key");
        }
        String name = key.name().isEmpty()
                ? component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
                : key.name();
        boolean optional = component.getType() == Optional.class;
        Type type = component.getGenericType();
        return new Member(name, key, of(optional ? argument(type, 0) : type), optional);
    }

    private static Shape of(Type type) {
        if (type instanceof Class<?> plain) {
            boolean section = plain.isRecord()
                    && Arrays.stream(plain.getRecordComponents()).allMatch(c -> c.isAnnotationPresent(Key.class));
            return section ? of(plain.asSubclass(Record.class)) : new Scalar(plain, Form.of(plain));
        }
        Type raw = ((ParameterizedType) type).getRawType();
        if (raw == List.class) {
            return new Many(of(argument(type, 0)));
        } else if (raw == Map.class && argument(type, 0) == String.class) {
            return new Named(of(argument(type, 1)));
        }
        throw new IllegalArgumentException(type + " has no shape");
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }
}
