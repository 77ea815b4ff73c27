{{- define "watch.name" -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- end -}}

{{- define "watch.serviceAccount" -}}
{{- .Values.serviceAccount.name | default (include "watch.name" .) -}}
{{- end -}}

{{- define "watch.selector" -}}
app.kubernetes.io/name: apnakart-watch
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "watch.labels" -}}
{{ include "watch.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end -}}
